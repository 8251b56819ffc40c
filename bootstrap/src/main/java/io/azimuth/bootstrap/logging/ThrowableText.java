package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import java.util.List;

/** The parts of a throwable that the log contains. */
final class ThrowableText {

  private static final int MAX_FRAMES = 40;

  private ThrowableText() {}

  static String headline(IThrowableProxy thrown) {
    return thrown.getMessage() == null
        ? thrown.getClassName()
        : thrown.getClassName() + ": " + thrown.getMessage();
  }

  /** The innermost frames, without those that it shares with the exception that it caused. */
  static List<StackTraceElementProxy> frames(IThrowableProxy thrown) {
    StackTraceElementProxy[] all = thrown.getStackTraceElementProxyArray();
    return Arrays.stream(all)
        .limit(Math.min(MAX_FRAMES, all.length - thrown.getCommonFrames()))
        .toList();
  }
}
