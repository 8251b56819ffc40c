package io.azimuth.bootstrap.command.doctor;

import java.util.Map;

/**
 * A problem that {@code sys/health} names by a code, in words.
 *
 * @param meaning what it means for requests
 * @param advice what to do
 */
record HealthProblem(String meaning, String advice) {

  private static final String GOES_ON = "; the server goes on by itself";

  private static final Map<String, HealthProblem> KNOWN =
      Map.of(
          "store_unavailable",
          new HealthProblem(
              "the database does not answer, or confirms no writes",
              "look at the database, its standby and the network to it" + GOES_ON),
          "store_failed",
          new HealthProblem(
              "the store has failed, and no request is carried out",
              "restart this server: nothing that was answered is lost"),
          "store_full",
          new HealthProblem(
              "the disk of the store is full", "make the volume larger, or clear it" + GOES_ON),
          "store_busy",
          new HealthProblem(
              "a write has taken more than 10 s", "look at the disk or database of the store"),
          "audit_failed",
          new HealthProblem(
              "no audit device takes records, so requests are refused",
              "make room on its disk, or start its receiver; the server's log names both"
                  + GOES_ON),
          "root_key_behind",
          new HealthProblem(
              "another server replaced the root key, and the seal has not given it to this one",
              "look at the key of the seal, which the server needs to read the new root key"),
          "stopping",
          new HealthProblem("it is shutting down", "ask another server"),
          "seal_unavailable",
          new HealthProblem(
              "the service that holds the key of the seal does not answer",
              "look at the network to it; the server opens by itself"),
          "seal_refused",
          new HealthProblem(
              "the service that holds the key of the seal refuses this server",
              "give the server its right or its key back; the server's log names what is missing"),
          "store_unexpected",
          new HealthProblem(
              "the store is not the one that expected_store names",
              "compare the fingerprint in the server's log with the configuration file"));

  /** That of a code; one that a later server may have is told as it is. */
  static HealthProblem of(String code) {
    return KNOWN.getOrDefault(
        code,
        new HealthProblem("a problem without a description here", "look into the server's log"));
  }

  /** The failure to report. */
  static Finding finding(String code) {
    HealthProblem problem = of(code);
    return Finding.failure(
        "server",
        code + ": " + problem.meaning(),
        problem.advice() + "; docs/operate/first-aid.md");
  }
}
