package io.azimuth.bootstrap.process;

/** A failure whose message is meant for the user of a command. Exceptions implement it. */
public interface ReportedFailure {

  /** The complete message: it describes what failed and contains no secrets. */
  String sentence();
}
