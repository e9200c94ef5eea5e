# Panel estimators by R's plm 2.6-2 on Grunfeld's investments (10 firms) and Munnell's states, whole and unbalanced -> panels.csv.
# Run from the repository's root: Rscript Tests/References/r/panels.R. Long format: case,quantity,name,value with 17 digits.
suppressMessages({library(plm); library(sandwich)})
thin <- function(d, every) { i <- 0:(nrow(d) - 1); d[!((i * i) %% every %in% c(1, 4)), ] }
grunfeld <- read.csv("datasets/classic/plm_Grunfeld_10firms.csv")
m <- read.csv("datasets/classic/linearmodels_munnell.csv")
munnell <- data.frame(state = m$STATE, year = m$YR, gsp = log(m$GSP), P_CAP = log(m$P_CAP), PC = log(m$PC),
                      EMP = log(m$EMP), UNEMP = m$UNEMP)
lines <- "case,quantity,name,value"
put <- function(case, quantity, name, value)
  lines <<- c(lines, paste(case, quantity, name, sprintf("%.17g", value), sep = ","))
all <- function(case, fit, v = vcov(fit)) {
  b <- coef(fit)
  names(b)[names(b) == "(Intercept)"] <- "constant"
  for (i in seq_along(b)) put(case, "coefficient", names(b)[i], b[i])
  for (i in seq_along(b)) put(case, "standardError", names(b)[i], sqrt(diag(v))[i])
}
sets <- list(grunfeld = list(d = grunfeld, f = inv ~ value + capital, index = c("firm", "year"), every = 11),
             munnell = list(d = munnell, f = gsp ~ P_CAP + PC + EMP + UNEMP, index = c("state", "year"), every = 13))
for (label in names(sets)) for (shape in c("balanced", "unbalanced")) {
  s <- sets[[label]]
  d <- if (shape == "balanced") s$d else thin(s$d, s$every)
  case <- function(kind) paste(kind, label, shape, sep = "-")
  run <- function(...) plm(s$f, data = d, index = s$index, ...)
  pooled <- run(model = "pooling")
  fixed <- run(model = "within")
  all(case("fixed-entity"), fixed)
  all(case("fixed-both"), run(model = "within", effect = "twoways"))
  all(case("fixed-entity-arellano"), fixed, vcovHC(fixed, method = "arellano", type = "HC0"))
  all(case("fixed-entity-driscollKraay2"), fixed, vcovSCC(fixed, type = "HC0", maxlag = 2))
  all(case("pooled-driscollKraay2"), pooled, vcovSCC(pooled, type = "HC0", maxlag = 2))
  all(case("pooled-bothClusters"), pooled, vcovDC(pooled, type = "HC0"))
  # The squared correlations of Stata's xtreg, from the coefficients.
  g <- d[[s$index[1]]]
  y <- d[[all.vars(s$f)[1]]]
  line <- drop(as.matrix(d[, names(coef(fixed))]) %*% coef(fixed))
  put(case("fixed-entity"), "rSquared", "within", cor(y - ave(y, g), line - ave(line, g))^2)
  put(case("fixed-entity"), "rSquared", "between", cor(tapply(y, g, mean), tapply(line, g, mean))^2)
  put(case("fixed-entity"), "rSquared", "overall", cor(y, line)^2)
  effects <- fixef(fixed)
  for (g in names(effects)) put(case("fixed-entity"), "effect", g, effects[g])
  all(case("between"), run(model = "between"))
  if (shape == "balanced") all(case("difference"), plm(update(s$f, . ~ . - 1), data = d, index = s$index, model = "fd"))
  for (method in c("swar", "walhus", "amemiya")) {
    fit <- run(model = "random", random.method = method)
    all(case(paste0("random-", method)), fit)
    v <- ercomp(fit)$sigma2
    put(case(paste0("random-", method)), "variance", "errors", v["idios"])
    put(case(paste0("random-", method)), "variance", "effects", v["id"])
    h <- phtest(fixed, fit)
    put(case(paste0("hausman-", method)), "test", "statistic", h$statistic)
    put(case(paste0("hausman-", method)), "test", "pValue", h$p.value)
    at <- names(coef(fixed))
    difference <- (vcov(fixed) - vcov(fit)[at, at]) / tcrossprod(sqrt(diag(vcov(fixed))))
    put(case(paste0("hausman-", method)), "smallest", "eigenvalue", min(eigen(difference, symmetric = TRUE)$values))
  }
  # phtest(method = "aux") adds a plain constant to the transformed data, which is not that of unbalanced panels (1 - theta
  # differs between entities): the same regression here, with the constant transformed as the rest.
  random <- run(model = "random")
  w <- model.matrix(fixed)
  colnames(w) <- paste0(colnames(w), "Within")
  a <- lm(as.numeric(pmodel.response(random)) ~ 0 + cbind(model.matrix(random), w))
  names(a$coefficients) <- c(colnames(model.matrix(random)), colnames(w))
  wald <- function(case, v) {
    at <- colnames(w)
    dimnames(v) <- list(names(coef(a)), names(coef(a)))
    statistic <- drop(coef(a)[at] %*% solve(v[at, at], coef(a)[at]))
    put(case, "test", "statistic", statistic)
    put(case, "test", "pValue", pchisq(statistic, length(at), lower.tail = FALSE))
  }
  wald(case("hausman-aux"), vcov(a))
  wald(case("hausman-aux-arellano"), sandwich::vcovCL(a, index(random)[, 1], type = "HC0", cadjust = FALSE))
  f <- pFtest(fixed, pooled)
  put(case("effectsF"), "test", "statistic", f$statistic)
  put(case("effectsF"), "test", "pValue", f$p.value)
  f <- pFtest(run(model = "within", effect = "twoways"), pooled)
  put(case("effectsF-both"), "test", "statistic", f$statistic)
  put(case("effectsF-both"), "test", "pValue", f$p.value)
  lm <- plmtest(pooled, type = "bp")
  put(case("breuschPagan"), "test", "statistic", lm$statistic)
  put(case("breuschPagan"), "test", "pValue", lm$p.value)
  honda <- plmtest(pooled, type = "honda")
  put(case("honda"), "test", "statistic", honda$statistic)
  put(case("honda"), "test", "pValue", honda$p.value)
  if (label == "grunfeld") {
    swamy <- pvcm(s$f, data = d, index = s$index, model = "random")
    all(case("swamy"), swamy)
    for (i in rownames(swamy$Delta)) for (j in colnames(swamy$Delta))
      put(case("swamy"), "between", paste(sub("\\(Intercept\\)", "constant", i), sub("\\(Intercept\\)", "constant", j), sep = ":"), swamy$Delta[i, j])
  }
}
writeLines(lines, "Tests/References/r/panels.csv")
