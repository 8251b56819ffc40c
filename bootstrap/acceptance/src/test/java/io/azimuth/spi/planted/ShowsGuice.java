package io.azimuth.spi.planted;

import com.google.inject.Injector;

interface ShowsGuice {
  Injector injector();
}
