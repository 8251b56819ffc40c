package client;

import java.util.concurrent.atomic.AtomicInteger;

/** Assertions that are counted. */
final class Checks {

  private static final AtomicInteger PASSED = new AtomicInteger();

  private Checks() {}

  static int passed() {
    return PASSED.get();
  }

  static void check(String what, boolean holds) {
    if (!holds) {
      throw new AssertionError("does not hold: " + what);
    }
    PASSED.incrementAndGet();
    System.out.println("ok: " + what);
  }

  /** The call throws, and the message of the exception or of a cause has the text. */
  static void refused(String text, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException refusal) {
      for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
        if (String.valueOf(cause.getMessage()).contains(text)) {
          check("refused with \"" + text + "\"", true);
          return;
        }
      }
      throw new AssertionError("expected \"" + text + "\"", refusal);
    }
    throw new AssertionError("not refused, expected \"" + text + "\"");
  }
}
