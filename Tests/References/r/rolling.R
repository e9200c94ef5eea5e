# Recursive residuals by R 4.2.2, strucchange 1.5-3 -> rolling.csv.
# Real consumption on a constant, real disposable income (trillions of dollars) and the Treasury-bill rate, United States
# 1959Q1-2009Q3. Run from the repository's root: Rscript Tests/References/r/rolling.R
suppressMessages(library(strucchange))
d <- read.csv("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
x <- cbind(1, d$realdpi / 1000, d$tbilrate)
w <- recresid(x, d$realcons / 1000)
out <- data.frame(case = "recursive", quantity = "residual", name = seq_along(w) - 1, value = sprintf("%.17g", w))
write.csv(out, "Tests/References/r/rolling.csv", row.names = FALSE, quote = FALSE)
