package io.azimuth.bootstrap.config;

import java.util.Locale;

/** Advice on a server as a whole that operators can acknowledge. The codes are stable. */
public enum ServerAdvice {
  /** Nothing records who did what. */
  NO_AUDIT_DEVICE,
  /** A root token is alive, or used for daily work. */
  ROOT_TOKEN,
  /** The process was started so that SIGHUP does not reload it. */
  HANGUP_IGNORED;

  /** The code in the configuration file. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
