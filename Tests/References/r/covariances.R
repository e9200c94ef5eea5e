# Covariances by R 4.2.2, sandwich 3.0-2 -> covariances.csv. Run from the repository's root:
# Rscript Tests/References/r/covariances.R
# Standard errors and one off-diagonal element of each covariance: `se` 0.., `cov` the elements (1,2), (1,3), (2,3).
suppressMessages(library(sandwich))
out <- NULL
add <- function(case, quantity, values) {
  out <<- rbind(out, data.frame(case = case, quantity = quantity, name = seq_along(values) - 1,
                                value = sprintf("%.17g", values)))
}
addV <- function(case, v) { add(case, "se", sqrt(diag(v))); add(case, "cov", v[upper.tri(v)]) }

# HAC: real consumption on a constant, disposable income (trillions) and the Treasury-bill rate.
m <- read.csv("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
fit <- lm(I(realcons / 1000) ~ I(realdpi / 1000) + tbilrate, m)
for (kernel in c("Bartlett", "Parzen", "Quadratic Spectral")) for (pre in 0:1) {
  id <- paste0(c(Bartlett = "bartlett", Parzen = "parzen", `Quadratic Spectral` = "quadraticSpectral")[kernel],
               if (pre) "-prewhitened" else "")
  addV(paste0(id, "-fixed"), kernHAC(fit, bw = 6.5, kernel = kernel, prewhite = pre))
  b <- bwNeweyWest(fit, kernel = kernel, prewhite = pre)
  add(paste0(id, "-neweyWest"), "bandwidth", b)
  addV(paste0(id, "-neweyWest"), kernHAC(fit, bw = b, kernel = kernel, prewhite = pre))
  b <- bwAndrews(fit, kernel = kernel, prewhite = pre)
  add(paste0(id, "-andrews"), "bandwidth", b)
  addV(paste0(id, "-andrews"), kernHAC(fit, bw = b, kernel = kernel, prewhite = pre))
}
addV("lags4-none", NeweyWest(fit, lag = 4, prewhite = FALSE, adjust = FALSE))
# Weighted, with a column that is constant only before weighting.
wfit <- lm(I(realcons / 1000) ~ I(realdpi / 1000) + tbilrate, m, weights = pop)
addV("weighted", kernHAC(wfit, bw = bwAndrews(wfit, kernel = "Parzen", prewhite = 0), kernel = "Parzen", prewhite = 0))

# Clusters and panels: Grunfeld's ten firms.
g <- read.csv("datasets/classic/plm_Grunfeld_10firms.csv")
fit <- lm(inv ~ value + capital, g)
addV("oneWay", vcovCL(fit, g$firm))
addV("twoWay", vcovCL(fit, g[c("firm", "year")]))
half <- g$year %/% 5
addV("twoWay-overlapping", vcovCL(fit, data.frame(g$firm, half)))
addV("twoWay-none", vcovCL(fit, data.frame(g$firm, half), type = "HC0", cadjust = FALSE))
# Not positive semidefinite: two regressors that only vary between the crossings of two ways.
u <- data.frame(a = rep(1:4, each = 4), b = rep(1:4, 4))
u$x <- c(1, -1, 1, -1, -1, 1, -1, 1, 1, -1, 1, -1, -1, 1, -1, 1) + u$a / 10
u$y <- c(3, -1, 2, 0, -2, 2, -1, 3, 1, -3, 2, -1, 0, 2, -2, 1) + u$b / 7
ufit <- lm(y ~ x, u)
addV("negative-asItIs", vcovCL(ufit, u[c("a", "b")]))
addV("negative-repaired", vcovCL(ufit, u[c("a", "b")], fix = TRUE))
for (lag in c(0, 4)) addV(paste0("driscollKraay-", lag), vcovPL(fit, cluster = g$firm, order.by = g$year, lag = lag))
addV("driscollKraay-none", vcovPL(fit, cluster = g$firm, order.by = g$year, lag = 4, adjust = FALSE))
addV("driscollKraay-parzen", vcovPL(fit, cluster = g$firm, order.by = g$year, bw = 5.5, kernel = "Parzen"))
write.csv(out, "Tests/References/r/covariances.csv", row.names = FALSE, quote = FALSE)
