# Writes univariate.json: exponential smoothing, theta and ARIMA by R's forecast package and stats::arima.
# Rscript Tests/References/r/univariate.R > Tests/References/r/univariate.json
# Series: US unemployment rate, consumption growth and log GDP of datasets/classic; UKDriverDeaths of R for seasons, by month and as quarterly means.
suppressMessages(library(forecast))
macro <- read.csv("datasets/classic/statsmodels_macrodata_US_1959Q1_2009Q3.csv")
growth <- 100 * diff(log(macro$realcons))
gdp <- 100 * log(macro$realgdp)
drivers <- as.numeric(UKDriverDeaths) / 100

number <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ","), "]")
field <- function(name, x) sprintf('"%s":%s', name, number(x))
model <- function(name, ...) sprintf('"%s":{%s}', name, paste(c(...), collapse = ","))

arma <- function(name, series, order, seasonal = c(0, 0, 0), period = 1, ...) {
  fit <- arima(series, order = order, seasonal = list(order = seasonal, period = period), method = "ML",
    optim.control = list(reltol = 1e-15, maxit = 5000), ...)
  p <- predict(fit, n.ahead = 8)
  # With differences arima() has an approximate diffuse likelihood; that of the differenced series is exact.
  rest <- series
  if (seasonal[2] > 0) rest <- diff(rest, lag = period, differences = seasonal[2])
  if (order[2] > 0) rest <- diff(rest, differences = order[2])
  exact <- if (order[2] + seasonal[2] == 0) fit else arima(rest, order = order * c(1, 0, 1),
    seasonal = list(order = seasonal * c(1, 0, 1), period = period), include.mean = FALSE, method = "ML",
    optim.control = list(reltol = 1e-15, maxit = 5000))
  model(name, field("coefficients", coef(fit)), field("variance", fit$sigma2), field("log", exact$loglik),
    field("mean", p$pred), field("errors", p$se))
}

smooth <- function(name, series, spec, damped = FALSE, frequency = 1) {
  fit <- ets(ts(series, frequency = frequency), model = spec, damped = damped, opt.crit = "lik")
  n <- length(series)
  sse <- sum(residuals(fit)^2)
  f <- forecast(fit, h = 8, level = 95)
  model(name, field("squares", sse), field("parameters", fit$par), field("mean", f$mean))
}

th <- thetaf(ts(gdp), h = 8, level = 95)
auto <- auto.arima(growth, seasonal = FALSE)
autoGDP <- auto.arima(gdp, seasonal = FALSE)
quarters <- colMeans(matrix(log(drivers), nrow = 3))
autoDrivers <- auto.arima(ts(quarters, frequency = 4))
out <- c(
  model("series", field("drivers", drivers)),
  arma("ar2", growth, c(2, 0, 0)),
  arma("arma12", growth, c(1, 0, 2)),
  arma("ima", gdp, c(0, 1, 1)),
  arma("airline", log(drivers), c(0, 1, 1), c(0, 1, 1), 12),
  smooth("simple", growth, "ANN"),
  smooth("holt", gdp, "AAN"),
  smooth("damped", gdp, "AAN", TRUE),
  smooth("winters", log(drivers), "AAA", FALSE, 12),
  model("theta", field("mean", th$mean), field("alpha", th$model$alpha)),
  model("auto", field("growth", c(arimaorder(auto), auto$aicc)), field("gdp", c(arimaorder(autoGDP), autoGDP$aicc)),
    field("quarters", c(arimaorder(autoDrivers), autoDrivers$aicc)))
)
cat("{", paste(out, collapse = ",\n"), "}\n", sep = "")
