# Generalised least squares by R 4.2.2, nlme 3.1-162 and MASS 7.3-58 -> generalized.csv. Run from the repository's root:
# Rscript Tests/References/r/generalized.R
suppressMessages({library(nlme); library(MASS)})
out <- NULL
add <- function(case, quantity, values) {
  out <<- rbind(out, data.frame(case = case, quantity = quantity, name = seq_along(values) - 1,
                                value = sprintf("%.17g", values)))
}
l <- read.csv("datasets/classic/statsmodels_longley.csv")
l$y <- l$TOTEMP / 1000
l$g <- l$GNP / 1000
# Known correlation: AR(2) with the phi given, and variances that grow with population.
for (phi in list(0.6, c(0.9, -0.35))) {
  p <- length(phi)
  fit <- gls(y ~ g, l, correlation = corARMA(phi, p = p, fixed = TRUE), weights = varFixed(~POP), method = "REML")
  id <- paste0("known-", p)
  add(id, "coefficient", coef(fit)); add(id, "se", sqrt(diag(vcov(fit))))
  ml <- gls(y ~ g, l, correlation = corARMA(phi, p = p, fixed = TRUE), weights = varFixed(~POP), method = "ML")
  add(id, "logLikelihood", as.numeric(logLik(ml)))
  R <- corMatrix(Initialize(corARMA(phi, p = p, fixed = TRUE), l))
  add(id, "correlation", R[, 1])
}
fit <- gls(y ~ g, l, weights = varFixed(~POP), method = "REML")
add("diagonal", "coefficient", coef(fit)); add("diagonal", "se", sqrt(diag(vcov(fit))))
# Maximum likelihood: nlme's optimiser stops at about 1e-7 of phi.
for (p in 1:2) {
  fit <- gls(y ~ g, l, correlation = corARMA(p = p), method = "ML",
             control = glsControl(tolerance = 1e-14, msTol = 1e-14, opt = "optim", msMaxIter = 1000))
  id <- paste0("ml-", p)
  add(id, "coefficient", coef(fit))
  add(id, "logLikelihood", as.numeric(logLik(fit)))
  add(id, "phi", coef(fit$modelStruct$corStruct, unconstrained = FALSE))
}
write.csv(out, "Tests/References/r/generalized.csv", row.names = FALSE, quote = FALSE)
