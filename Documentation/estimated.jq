def r: . * 1000 | round / 1000; def c: if . then "\(.value|r) ± \(.standardError|r)" else "" end;
.parameters | map(select(.provenance == "estimated" and (.id | contains("."))) | . + {v: (.id | split(".")[0]), k: (.id | split(".")[1])}) | group_by(.v)[]
| (map({(.k): .}) | add) as $e | "| \(.[0].v) | \($e.anchor|c) | \(($e.slope // $e.persistence)|c) | \($e.sigma | if . then .value | r else "" end) | \(.[0].observations) | \(.[0].source | capture("panel (?<y>[0-9–]+)").y) |"
