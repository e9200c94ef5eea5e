# Klein's Model I and Grunfeld's firms by R: AER::ivreg, sandwich and systemfit -> instruments.csv (case,quantity,name,value).
# R 4.2.2, AER 1.2-10, sandwich 3.0-2, systemfit 1.1-28. From the repository's root: Rscript Tests/References/r/instruments.R
# systemfit's default divisor is sqrt((n - k_i)(n - k_j)); "noDfCor" divides by n. Grunfeld: the version of ten firms.
suppressMessages({library(AER); library(systemfit); library(sandwich)})
rows <- data.frame(case = character(), quantity = character(), name = character(), value = character())
add <- function(case, quantity, name, value)
  rows <<- rbind(rows, data.frame(case, quantity, name, value = sprintf("%.17g", value)))
klein <- read.csv("datasets/classic/AER_KleinI.csv")
m <- nrow(klein)
d <- data.frame(klein[-1, ], lagProfits = klein$cprofits[-m], lagProduct = klein$gnp[-m])
d$wages <- d$pwage + d$gwage
d$trend <- d$time - 1931
z <- ~ lagProfits + capital + lagProduct + trend + gwage + gexpenditure + taxes
equations <- list(
  consumption = consumption ~ lagProfits + cprofits + wages,
  investment = invest ~ lagProfits + capital + cprofits,
  wages = pwage ~ lagProduct + trend + gnp)
for (name in names(equations)) {
  fit <- ivreg(equations[[name]], z, data = d, x = TRUE)
  case <- paste0("klein/ivreg/", name)
  # The second stage's leverages, the default of R's package ivreg; AER's own are of X(X'PX)^-1 X'P.
  second <- rowSums(qr.Q(qr(model.matrix(fit, component = "projected")))^2)
  for (j in names(coef(fit))) {
    add(case, "coefficient", j, coef(fit)[[j]])
    add(case, "standardError", j, sqrt(diag(vcov(fit)))[[j]])
    for (kind in c("HC0", "HC1"))
      add(paste0(case, "/", kind), "standardError", j, sqrt(diag(vcovHC(fit, kind)))[[j]])
    for (power in 1:2) {
      v <- vcovHC(fit, omega = residuals(fit)^2 / (1 - second)^power)
      add(paste0(case, "/HC", power + 1), "standardError", j, sqrt(diag(v))[[j]])
    }
    for (kind in c("Bartlett", "Parzen", "Quadratic Spectral")) for (pre in c(FALSE, TRUE)) {
      v <- kernHAC(fit, kernel = kind, bw = bwAndrews, prewhite = pre, adjust = TRUE)
      label <- paste0(case, "/", gsub(" ", "", kind), if (pre) "Prewhitened" else "")
      if (!inherits(v, "try-error")) add(label, "standardError", j, sqrt(diag(v))[[j]])
    }
    add(paste0(case, "/neweyWest"), "standardError", j,
      sqrt(diag(kernHAC(fit, kernel = "Bartlett", bw = bwNeweyWest, prewhite = FALSE, adjust = TRUE)))[[j]])
  }
  s <- summary(fit, diagnostics = TRUE)
  add(case, "rSquared", "", s$r.squared)
  add(case, "sigma", "", s$sigma)
  for (test in rownames(s$diagnostics)) {
    add(case, "statistic", test, s$diagnostics[test, "statistic"])
    add(case, "pValue", test, s$diagnostics[test, "p-value"])
  }
}
write <- function(case, fit) {
  s <- summary(fit)
  for (j in names(coef(fit))) {
    add(case, "coefficient", j, coef(fit)[[j]])
    add(case, "standardError", j, sqrt(diag(vcov(fit)))[[j]])
  }
  add(case, "mcelroy", "", s$mcelroy.r.squared)
  if (!is.null(fit$residCovEst)) for (i in 1:nrow(fit$residCov)) for (j in 1:i)
    add(case, "weightCovariance", paste0(i - 1, j - 1), fit$residCovEst[i, j])
  for (i in 1:nrow(fit$residCov)) for (j in 1:i)
    add(case, "errorCovariance", paste0(i - 1, j - 1), fit$residCov[i, j])
}
for (divisor in c("geomean", "noDfCor")) {
  control <- function(iterations = 1)
    systemfit.control(methodResidCov = divisor, maxiter = iterations, tol = 1e-12, singleEqSigma = TRUE)
  write(paste0("klein/2SLS/", divisor), systemfit(equations, "2SLS", inst = z, data = d, control = control()))
  write(paste0("klein/3SLS/", divisor), systemfit(equations, "3SLS", inst = z, data = d, control = control()))
  write(paste0("klein/I3SLS/", divisor), systemfit(equations, "3SLS", inst = z, data = d, control = control(1500)))
}
g <- read.csv("datasets/classic/plm_Grunfeld_10firms.csv")
firms <- lapply(1:5, function(i) as.formula(sprintf("inv%d ~ value%d + capital%d", i, i, i)))
names(firms) <- paste0("firm", 1:5)
wide <- reshape(g, idvar = "year", timevar = "firm", direction = "wide", sep = "")
for (divisor in c("geomean", "noDfCor")) {
  control <- function(iterations = 1) systemfit.control(methodResidCov = divisor, maxiter = iterations, tol = 1e-12)
  write(paste0("grunfeld5/SUR/", divisor), systemfit(firms, "SUR", data = wide, control = control()))
  fit <- systemfit(firms, "SUR", data = wide, control = control(1500))
  write(paste0("grunfeld5/ISUR/", divisor), fit)
  if (divisor == "noDfCor") add("grunfeld5/ISUR/noDfCor", "logLikelihood", "", as.numeric(logLik(fit)))
}
write.csv(rows, "Tests/References/r/instruments.csv", row.names = FALSE, quote = FALSE)
