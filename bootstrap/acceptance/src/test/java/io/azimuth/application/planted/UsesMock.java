package io.azimuth.application.planted;

import org.mockito.planted.StandIn;

record UsesMock(StandIn planted) {}
