"""Printed values of gretl's run of klein.inp -> klein.csv (case,quantity,name,value).

From the repository's root: gretlcli -b "$PWD/Tests/References/gretl/klein.inp" | python3 Tests/References/gretl/klein.py
"""
import re
import sys

t = sys.stdin.read()
out = ["case,quantity,name,value"]
names = ["consumption: constant", "consumption: lagProfits", "consumption: profits", "consumption: wages",
         "investment: constant", "investment: lagProfits", "investment: capital", "investment: profits",
         "privateWages: constant", "privateWages: lagProduct", "privateWages: trend", "privateWages: product"]


def block(title):
    start = t.rindex(title + "\n")
    return t[start + len(title) + 1:].split("\n\n")[0].split()


for case in ("3sls", "fiml"):
    for quantity, title in (("coefficient", "coefficients"), ("standardError", "standard errors")):
        for name, value in zip(names, block(f"{case} {title}")):
            out.append(f"klein/{case},{quantity},{name},{value}")
out.append("klein/fiml,logLikelihood,," + block("fiml log-likelihood")[0])
out.append("klein/3sls,hansenSargan,," + re.search(r"Hansen-Sargan.*?= ([\d.]+)", t, re.S)[1])
out.append("klein/3sls,breuschPagan,," + re.search(r"Breusch-Pagan.*?= ([\d.]+)", t, re.S)[1])
open("Tests/References/gretl/klein.csv", "w").write("\n".join(out) + "\n")
