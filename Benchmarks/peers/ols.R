# Coefficients by R's .lm.fit, which gives no standard errors. Arguments and commands as in ols.py.
arguments <- commandArgs(trailingOnly = TRUE)
n <- as.integer(arguments[2])
k <- as.integer(arguments[3])
data <- readBin(arguments[1], "double", n * (k + 1))
x <- matrix(data[1:(n * k)], n, k)
y <- data[(n * k + 1):(n * (k + 1))]
input <- file("stdin", "r")
while (length(readLines(input, 1)) > 0) {
  before <- proc.time()
  fit <- .lm.fit(x, y)
  spent <- proc.time() - before
  cat(sprintf('{"seconds":%.17g,"coefficients":[%s],"errors":[],"name":"R %s.%s .lm.fit, no errors"}\n',
              sum(spent[1:2]), paste(sprintf("%.17g", fit$coefficients), collapse = ","), R.version$major, R.version$minor))
  flush(stdout())
}
