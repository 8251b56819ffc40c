package io.azimuth.application.planted;

import com.cronutils.model.Cron;

record UsesCronUtils(Cron planted) {}
