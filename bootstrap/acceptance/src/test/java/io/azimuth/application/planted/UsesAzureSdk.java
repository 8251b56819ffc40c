package io.azimuth.application.planted;

import com.azure.planted.StandIn;

record UsesAzureSdk(StandIn planted) {}
