# Quantile regression by quantreg's rq.fit.pfn (Portnoy & Koenker's preprocessing) on data made by a rule both sides know.
#
# Command on standard input: `run N TAU`; the answer is one line of JSON with the processor seconds of the fit, its
# coefficients and the sum it minimised.
suppressMessages(library(quantreg))
input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  words <- strsplit(line, " ")[[1]]
  n <- as.integer(words[2]); tau <- as.numeric(words[3])
  i <- as.numeric(seq_len(n))
  uniform <- function(multiplier) ((i * multiplier) %% 2147483647) / 2147483647
  x <- cbind(1, sapply(c(1103515245, 1664525069, 1013904223, 1597334677), uniform))
  u <- uniform(742938285)
  y <- drop(x %*% c(1, 2, -1, 0.5, 3)) + (1 + x[, 2]) * log(u / (1 - u))
  set.seed(1)
  time <- system.time(fit <- rq.fit.pfn(x, y, tau = tau))
  r <- y - drop(x %*% fit$coefficients)
  numbers <- paste(sprintf("%.17g", fit$coefficients), collapse = ",")
  cat(sprintf('{"seconds":%.6f,"coefficients":[%s],"objective":%.17g,"version":"%s"}\n', time[["user.self"]] + time[["sys.self"]],
    numbers, sum(r * (tau - (r < 0))), packageVersion("quantreg")))
  flush(stdout())
}
