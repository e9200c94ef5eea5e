"""The most memory a program holds at once, asked of the system by a process that is small itself.

(A process started from a large one is counted as having been that large.) Each line of standard input is a program and its arguments as
a JSON list; the answer is one line of JSON with its status and the most memory of any program run so far, in MB of 10^6 bytes.
"""
import json
import resource
import subprocess
import sys

for line in sys.stdin:
    done = subprocess.run(json.loads(line), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
    print(json.dumps({"status": done.returncode, "megabytes": most}), flush=True)
