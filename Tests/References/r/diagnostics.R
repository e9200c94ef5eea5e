# Diagnostics of two regressions: R 4.2.2, lmtest 0.9-40, strucchange 1.5-3, car 3.1-1, tseries 0.10-53,
# sandwich 3.0-2. Run at the repository's root: Rscript Tests/References/r/diagnostics.R > Tests/References/r/diagnostics.csv
suppressMessages({library(lmtest); library(strucchange); library(car); library(tseries); library(sandwich)})
options(warn = -1)
cat("case,quantity,name,value\n")
put <- function(case, quantity, name, value) {
  for (i in seq_along(value)) cat(sprintf("%s,%s,%s,%.17g\n", case, quantity,
    if (length(value) > 1) paste0(name, i) else name, value[i]))
}
test <- function(case, quantity, t) {
  put(case, quantity, "statistic", unname(t$statistic)); put(case, quantity, "pValue", unname(t$p.value))
}
l <- read.csv("datasets/classic/statsmodels_longley.csv")
longley <- data.frame(y = l[[2]] / 1000, deflator = l[[3]], gnp = l[[4]] / 1000, armed = l[[6]] / 1000)
m <- read.csv("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
macro <- data.frame(y = m$realcons / 1000, dpi = m$realdpi / 1000, bill = m$tbilrate)
formulas <- list(longley = y ~ deflator + gnp + armed, macro = y ~ dpi + bill)
for (case in names(formulas)) {
  f <- formulas[[case]]; d <- get(case); fit <- lm(f, d); n <- nrow(d)
  test(case, "bp.studentised", bptest(fit)); test(case, "bp.original", bptest(fit, studentize = FALSE))
  for (o in c(1, 4)) {
    test(case, paste0("bg.chisq.", o), bgtest(fit, order = o)); test(case, paste0("bg.f.", o), bgtest(fit, order = o, type = "F"))
    test(case, paste0("bg.dropped.", o), bgtest(fit, order = o, fill = NA))
  }
  for (a in c("greater", "less", "two.sided"))
    test(case, paste0("dw.", a), dwtest(fit, alternative = a, exact = TRUE, iterations = 2000))
  test(case, "dw.normal", dwtest(fit, exact = FALSE))
  for (t in c("fitted", "regressor", "princomp")) test(case, paste0("reset.", t), resettest(fit, type = t))
  test(case, "reset.square", resettest(fit, power = 2))
  e <- residuals(fit)
  test(case, "box.pierce", Box.test(e, 4)); test(case, "ljung.box", Box.test(e, 4, "Ljung"))
  test(case, "ljung.box.fitted", Box.test(e, 4, "Ljung", fitdf = 2)); test(case, "jarque.bera", jarque.bera.test(e))
  half <- n %/% 2
  test(case, "chow", sctest(f, data = d, type = "Chow", point = half))
  dummies <- sapply((half + 1):n, function(i) as.numeric(1:n == i))
  a <- anova(fit, lm(update(f, . ~ . + dummies), d))
  put(case, "chow.predictive", "statistic", a$F[2]); put(case, "chow.predictive", "pValue", a[["Pr(>F)"]][2])
  for (t in c("Rec-CUSUM", "OLS-CUSUM")) {
    p <- efp(f, data = d, type = t); test(case, tolower(t), sctest(p)); put(case, tolower(t), "path", as.numeric(p$process)[-1])
  }
  put(case, "recursive.residuals", "w", recresid(fit))
  s <- Fstats(f, data = d, from = if (case == "longley") 0.35 else 0.15)
  put(case, "fstats", "f", as.numeric(s$Fstats)); put(case, "fstats", "breakpoint", s$breakpoint)
  for (t in c("supF", "aveF", "expF")) test(case, t, sctest(s, type = t, asymptotic = TRUE))
  put(case, "vif", "v", unname(vif(fit)))
  put(case, "influence.leverage", "i", unname(hatvalues(fit))); put(case, "influence.internal", "i", unname(rstandard(fit)))
  put(case, "influence.external", "i", unname(rstudent(fit))); put(case, "influence.cook", "i", unname(cooks.distance(fit)))
  put(case, "influence.dffits", "i", unname(dffits(fit))); put(case, "influence.dfbetas", "i", as.numeric(dfbetas(fit)))
}
wide <- lm(y ~ deflator + gnp + armed + I(gnp^2) + I(gnp^3), longley)
g <- summary(wide) # generalised VIF of the three powers together, from the correlations of the coefficients
r <- cov2cor(vcov(wide)[-1, -1]); i <- c(2, 4, 5)
put("longley", "gvif", "powers", det(r[i, i]) * det(r[-i, -i]) / det(r))
fit <- lm(formulas$longley, longley)
for (v in c("homoskedastic", "hc3")) {
  vc <- if (v == "hc3") vcovHC(fit, "HC3") else vcov(fit)
  h <- linearHypothesis(fit, c("deflator = gnp", "armed = 0.5"), vcov. = vc)
  put("longley", paste0("f.", v), "statistic", h$F[2]); put("longley", paste0("f.", v), "pValue", h[["Pr(>F)"]][2])
  h <- linearHypothesis(fit, c("deflator = gnp", "armed = 0.5"), vcov. = vc, test = "Chisq")
  put("longley", paste0("wald.", v), "statistic", h$Chisq[2]); put("longley", paste0("wald.", v), "pValue", h[["Pr(>Chisq)"]][2])
}
small <- lm(y ~ gnp, longley); a <- lrtest(small, fit)
put("longley", "lr", "statistic", a$Chisq[2]); put("longley", "lr", "pValue", a[["Pr(>Chisq)"]][2])
a <- anova(small, fit); put("longley", "nested.f", "statistic", a$F[2]); put("longley", "nested.f", "pValue", a[["Pr(>F)"]][2])
for (k in c(1, 2, 5, 20, 21, 40)) for (t in c("supF", "aveF", "expF")) for (tau in c(0.005, 0.05, 0.153, 0.25, 0.495))
  put(paste0("hansen", k), t, format(tau), strucchange:::pvalue.Fstats(k + 5, t, k, ((1 - tau) / tau)^2))
