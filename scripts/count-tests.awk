# Reads what a test runner printed; prints how many tests passed and how many failed.
# Knows the closing lines of cargo test, vitest and Playwright.
{ gsub(/\033\[[0-9;]*m/, "") }

# test result: ok. 12 passed; 0 failed; 0 ignored; ...
/^test result: / { cargo($0) }

#       Tests  1 failed | 12 passed (13)
/^ +Tests +[0-9]/ { words($0) }

#   12 passed (1.2m)      1 failed      1 flaky      2 did not run
/^ +[0-9]+ (passed|failed|interrupted|flaky|did not run)( \([^)]*\))?$/ { words($0) }

END { print passed + 0, failed + 0 }

function cargo(line) {
  match(line, /[0-9]+ passed/); passed += substr(line, RSTART, RLENGTH)
  match(line, /[0-9]+ failed/); failed += substr(line, RSTART, RLENGTH)
}

# A test that passed only when tried again is not a test that passed.
function words(line,    parts, i, n) {
  n = split(line, parts, /[ |]+/)
  for (i = 1; i < n; i++) {
    if (parts[i] !~ /^[0-9]+$/) continue
    if (parts[i + 1] == "passed") passed += parts[i]
    else if (parts[i + 1] ~ /^(failed|interrupted|flaky|did)$/) failed += parts[i]
  }
}
