package io.azimuth.application.port.log;

import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.spi.api.Feed;

/** Shows the log to clients while it is written. Safe for use by many threads. */
public interface LogMonitors {

  /**
   * Begins to show the records of this level and above, whatever level the log itself has. A client
   * that reads too slowly misses lines, and gets their number.
   *
   * @throws io.azimuth.spi.api.RefusedException OVERLOADED when there are enough monitors
   */
  Feed open(LogLevel level, LogFormat format);

  /** Ends all feeds after what was written until now. */
  void endAll();
}
