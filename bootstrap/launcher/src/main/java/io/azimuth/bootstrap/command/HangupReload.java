package io.azimuth.bootstrap.command;

import io.azimuth.bootstrap.process.ProcessSignals;
import io.azimuth.bootstrap.server.AzimuthServer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reloads a server at SIGHUP, or logs that the signal does not do that. */
final class HangupReload {

  private static final Logger LOG = LoggerFactory.getLogger(HangupReload.class);

  /** Also in the page of operations. */
  private static final String INSTEAD = "use \"azimuth operator reload\" instead";

  private HangupReload() {}

  /** Begins to listen for the signal. The log must be configured. */
  static void begin(ProcessSignals signals, AzimuthServer server) {
    switch (signals.onHangup(() -> reload(server))) {
      case ACTION_RUNS -> {}
      case NOTHING ->
          LOG.warn(
              "SIGHUP is ignored, because this process was started so (nohup): the signal opens no"
                  + " audit file anew, and reads neither TLS files nor the configuration again; {}, or"
                  + " start the server without nohup",
              INSTEAD);
      case LEFT_TO_SYSTEM ->
          LOG.warn(
              "SIGHUP does not reload this server and may end it, because its JVM leaves the signal"
                  + " to the system (-Xrs); {}",
              INSTEAD);
    }
  }

  // What cannot be read is in the log.
  private static void reload(AzimuthServer server) {
    List<String> unused = server.reload();
  }
}
