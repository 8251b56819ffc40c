package io.azimuth.azure.directory;

import io.azimuth.azure.spi.DirectoryAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What an operator reads of a failed call to Azure, in the log and in the status. */
public final class AzureFailureText {

  /** What the text of a throttled call has, and the advice on it begins with. */
  public static final String THROTTLED = "Azure throttles this server";

  private AzureFailureText() {}

  /** That the server's identity may not read, and what to grant it. */
  public static String forbidden(DirectoryAnswer.Forbidden answer) {
    return answer.right().isEmpty()
        ? "Azure does not admit the server's identity: its subscription may belong to another"
            + " tenant"
        : "the server's identity lacks "
            + answer.right()
            + ": assign it Reader there, or a role with this action";
  }

  /** That Azure throttles the server, and until when. */
  public static String throttled(Duration retryAfter, Instant now) {
    return THROTTLED + " until " + now.plus(retryAfter).truncatedTo(ChronoUnit.SECONDS);
  }
}
