package io.azimuth.adapters.azure.simulator.federation;

/**
 * Why an assertion is refused, with the error number of the sign-in service.
 *
 * @param status the HTTP status
 * @param error the OAuth 2 code
 * @param number the number behind {@code AADSTS}
 * @param text one sentence for the client
 */
public record AssertionProblem(int status, String error, int number, String text) {

  static AssertionProblem client(int number, String text) {
    return new AssertionProblem(401, "invalid_client", number, text);
  }

  static AssertionProblem busy() {
    return new AssertionProblem(
        503, "temporarily_unavailable", 90033, "Too many requests wait for issuers.");
  }
}
