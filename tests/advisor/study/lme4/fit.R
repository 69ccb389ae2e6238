# Fits the ratings with lme4: Rscript fit.R, in this folder. Its output is kept, R is not needed.
library(lme4)
ratings <- read.csv("ratings.csv")
areas <- c("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")
ratings$area <- factor(ratings$area, levels = areas)
ratings$own <- paste(ratings$item, ratings$model, ratings$language)
for (name in c("area", "model", "language")) {
  ratings[[name]] <- factor(ratings[[name]], levels = unique(if (name == "area") areas else ratings[[name]]))
  contrasts(ratings[[name]]) <- contr.sum(nlevels(ratings[[name]]))
}
control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e6))
formulas <- list(
  model = rating ~ area * model * language + (1 | item) + (1 | run),
  "own-items" = rating ~ area * model * language + (1 | item) + (1 | run) + (1 | own)
)
for (name in names(formulas)) {
  fit <- lmer(formulas[[name]], ratings, REML = TRUE, control = control)
  fixed <- coef(summary(fit))
  parts <- as.data.frame(VarCorr(fit))
  table <- rbind(
    data.frame(what = "fixed", name = rownames(fixed), value = fixed[, 1], error = fixed[, 2]),
    data.frame(what = "variance", name = parts$grp, value = parts$vcov, error = NA),
    data.frame(what = "log likelihood", name = "REML", value = as.numeric(logLik(fit)), error = NA)
  )
  write.csv(format(table, digits = 10), paste0("fit-", name, ".csv"), row.names = FALSE, quote = FALSE)
}
cat(paste("lme4", packageVersion("lme4"), R.version.string), "\n", file = "version.txt")
