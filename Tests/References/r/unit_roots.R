# Johansen's tests with restricted and unrestricted terms: R 4.2.2, urca 1.3-3.
# Run at the repository's root: Rscript Tests/References/r/unit_roots.R > Tests/References/r/unit_roots.csv
suppressMessages(library(urca))
cat("case,quantity,name,value\n")
put <- function(case, quantity, name, value) for (i in seq_along(value))
  cat(sprintf("%s,%s,%s,%.17g\n", case, quantity, if (length(value) > 1) paste0(name, i) else name, value[i]))
m <- read.csv("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
y <- cbind(c = m$realcons, d = m$realdpi, i = m$realinv) / 1000
for (e in c("none", "const", "trend")) for (k in c(2, 4)) {
  t <- ca.jo(y, type = "trace", ecdet = e, K = k, spec = "transitory")
  x <- ca.jo(y, type = "eigen", ecdet = e, K = k, spec = "transitory")
  put("johansen", paste0(e, ".", k - 1), "eigenvalue", t@lambda[1:3])
  put("johansen", paste0(e, ".", k - 1), "trace", rev(t@teststat)); put("johansen", paste0(e, ".", k - 1), "maximum", rev(x@teststat))
  put("johansen", paste0(e, ".", k - 1), "vector", as.numeric(t@V[, 1])); put("johansen", paste0(e, ".", k - 1), "loading", as.numeric(t@W[, 1]))
}
for (model in c("none", "drift", "trend")) {
  t <- ur.df(m$realgdp, type = model, lags = 2)
  put("realgdp", paste0("df.", model), "statistic", t@teststat[1])
}
