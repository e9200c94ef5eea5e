# Almon polynomial lags by R 4.2.2 (lm on Almon's own combinations of lags; sandwich 3.0-2) -> almon.csv.
# Quarterly growth of real investment (log differences times 100) on the Treasury-bill rate's lags 0-8 and a constant, United
# States. Run from the repository's root: Rscript Tests/References/r/almon.R
suppressMessages(library(sandwich))
out <- NULL
add <- function(case, quantity, values) {
  out <<- rbind(out, data.frame(case = case, quantity = quantity, name = seq_along(values) - 1,
                                value = sprintf("%.17g", values)))
}
m <- read.csv("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
y <- 100 * diff(log(m$realinv)); x <- m$tbilrate[-1]; L <- 8
lagged <- embed(x, L + 1); y <- y[-(1:L)]
i <- 0:L
cases <- list(`plain-2` = cbind(1, i, i^2), `plain-3` = cbind(1, i, i^2, i^3),
              far = cbind(i - (L + 1), i^2 - (L + 1)^2), near = cbind(i + 1, i^2 - 1),
              both = cbind((i + 1) * (i - L - 1), i * (i + 1) * (i - L - 1)))
for (id in names(cases)) {
  H <- qr.Q(qr(cases[[id]]))  # the same polynomials, orthonormal at the lags: powers would cost lm two digits
  fit <- lm(y ~ I(lagged %*% H))
  for (kind in c("", "-hac")) {
    V <- if (kind == "") vcov(fit) else kernHAC(fit, bw = 5, kernel = "Bartlett", prewhite = 0)
    W <- H %*% V[-1, -1] %*% t(H)
    add(paste0(id, kind), "se", c(sqrt(diag(W)), sqrt(V[1, 1])))
    add(paste0(id, kind), "longRun", c(sum(H %*% coef(fit)[-1]), sqrt(sum(W))))
  }
  add(id, "coefficient", c(H %*% coef(fit)[-1], coef(fit)[1]))
}
write.csv(out, "Tests/References/r/almon.csv", row.names = FALSE, quote = FALSE)
