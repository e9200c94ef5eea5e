# Restricted least squares by R 4.2.2: lm with substitution, car 3.1-1 (linearHypothesis), sandwich 3.0-2, quadprog 1.5-8
# -> restrictions.csv. Run from the repository's root: Rscript Tests/References/r/restrictions.R
# Investment (inv) of Grunfeld's ten firms on a constant, value, capital and year - 1935.
suppressMessages({library(car); library(sandwich); library(quadprog)})
out <- NULL
add <- function(case, quantity, values) {
  out <<- rbind(out, data.frame(case = case, quantity = quantity, name = seq_along(values) - 1,
                                value = sprintf("%.17g", values)))
}
g <- read.csv("datasets/classic/plm_Grunfeld_10firms.csv")
g$t <- g$year - 1935
fit <- lm(inv ~ value + capital + t, g)
# capital = 2 value + 0.1: inv - 0.1 capital on (value + 2 capital), t.
r <- lm(I(inv - 0.1 * capital) ~ I(value + 2 * capital) + t, g)
b <- coef(r); s <- sqrt(diag(vcov(r)))
add("equal", "coefficient", c(b[1], b[2], 2 * b[2] + 0.1, b[3])); add("equal", "se", c(s[1], s[2], 2 * s[2], s[3]))
s <- sqrt(diag(vcovHC(r, type = "HC1")))
add("equal-hc1", "se", c(s[1], s[2], 2 * s[2], s[3]))
h <- "capital - 2*value = 0.1"
lh <- linearHypothesis(fit, h)
add("equal", "F", lh$F[2]); add("equal", "p", lh[["Pr(>F)"]][2])
lh <- linearHypothesis(fit, c(h, "t = 0"), vcov. = vcovHC(fit, type = "HC3"))
add("joint-hc3", "F", lh$F[2]); add("joint-hc3", "p", lh[["Pr(>F)"]][2])
# Inequalities: value >= 0.15, t <= -1, value + capital <= 0.3, capital >= 0 (slack).
X <- model.matrix(fit); y <- g$inv
S <- diag(1 / sqrt(colSums(X^2)))           # scaled so that quadprog's inverse is good
D <- crossprod(X %*% S)
A <- cbind(c(0, 1, 0, 0), c(0, 0, 0, -1), c(0, -1, -1, 0), c(0, 0, 1, 0))
q <- solve.QP(D, crossprod(X %*% S, y), S %*% A, c(0.15, 1, -0.3, 0))
add("unequal", "coefficient", S %*% q$solution)
add("unequal", "lagrangian", 2 * q$Lagrangian * c(1, -1, -1, 1))
# An equality first: value + capital = 0.3, value >= 0.05 (slack), t <= -2.
q <- solve.QP(D, crossprod(X %*% S, y), S %*% cbind(c(0, 1, 1, 0), A[, 1], A[, 2]), c(0.3, 0.05, 2), meq = 1)
add("mixed", "coefficient", S %*% q$solution)
add("mixed", "value", 2 * q$value + sum(y^2))
write.csv(out, "Tests/References/r/restrictions.csv", row.names = FALSE, quote = FALSE)
