package io.azimuth.bootstrap.agent.listener;

/** When a forwarded request gets the token of the agent. */
public enum AutoAuthToken {
  NEVER,
  WHEN_MISSING,
  ALWAYS
}
