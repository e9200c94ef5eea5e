# Quantile regressions of engel (n = 235, k = 2) and stackloss (n = 21, k = 4) by quantreg.
# R 4.2.2, quantreg 5.94. Rscript quantile.R > quantile.csv
suppressMessages(library(quantreg))
data(engel); data(stackloss)
out <- function(case, quantity, names, values)
  cat(sprintf("%s,%s,%s,%.17g\n", case, quantity, names, values), sep = "")
cat("case,quantity,name,value\n")
run <- function(name, formula, data, taus) {
  for (tau in taus) {
    case <- sprintf("%s %g", name, tau)
    fit <- suppressWarnings(rq(formula, tau, data, method = "br"))
    variables <- sub("[(]Intercept[)]", "constant", names(coef(fit)))
    out(case, "coefficient", variables, coef(fit))
    out(case, "coefficient fn", variables, suppressWarnings(rq(formula, tau, data, method = "fn"))$coef)
    out(case, "objective", "rho", fit$rho)
    null <- suppressWarnings(rq(update(formula, . ~ 1), tau, data))
    out(case, "R1", "R1", 1 - fit$rho / null$rho)
    for (se in c("iid", "nid", "ker"))
      for (hs in c(TRUE, FALSE)) {
        s <- tryCatch(suppressWarnings(summary(fit, se = se, hs = hs, covariance = TRUE)), error = function(e) NULL)
        if (is.null(s)) next
        label <- paste(se, if (hs) "hallSheather" else "bofinger")
        out(case, label, variables, s$coefficients[, 2])
        if (hs) out(case, paste(label, "p"), variables, s$coefficients[, 4])
      }
    x <- model.matrix(formula, data); y <- model.response(model.frame(formula, data))
    for (alpha in c(0.1, 0.05)) {
      ci <- suppressWarnings(rq.fit.br(x, y, tau = tau, alpha = alpha, ci = TRUE, iid = TRUE))$coefficients
      out(case, paste("rank lower", 1 - alpha), variables, ci[, 2])
      out(case, paste("rank upper", 1 - alpha), variables, ci[, 3])
    }
    set.seed(1)
    for (method in c("xy", "wild"))
      out(case, paste("bootstrap", method), variables,
          suppressWarnings(summary(fit, se = "boot", bsmethod = method, R = 5000))$coefficients[, 2])
  }
}
run("engel", foodexp ~ income, engel, c(0.1, 0.25, 0.5, 0.75, 0.9))
run("stackloss", stack.loss ~ Air.Flow + Water.Temp + Acid.Conc., stackloss, c(0.25, 0.5, 0.75))
