package io.azimuth.bootstrap.agent.listener;

/** When a forwarded request gets the token of the agent. */
public enum AutoAuthToken {
  /** {@code use_auto_auth_token = false}: a request has its own token or none. */
  NEVER,

  /** {@code true}: a request without a token gets it. */
  WHEN_MISSING,

  /** {@code "force"}: it replaces the token of the request. */
  ALWAYS
}
