package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of a throwable that the log contains. */
final class ThrowableText {

  private static final int MAX_FRAMES = 40;
  private static final int MAX_CAUSES = 16;

  private ThrowableText() {}

  /** The throwable and its causes; null has none. */
  static List<IThrowableProxy> chain(@Nullable IThrowableProxy thrown) {
    return Stream.iterate(thrown, Objects::nonNull, IThrowableProxy::getCause)
        .limit(MAX_CAUSES)
        .toList();
  }

  static String headline(IThrowableProxy thrown) {
    return thrown.getMessage() == null
        ? thrown.getClassName()
        : FactText.message(thrown.getClassName() + ": " + thrown.getMessage());
  }

  /** The innermost frames, without those that it shares with the exception that it caused. */
  static List<StackTraceElementProxy> frames(IThrowableProxy thrown) {
    StackTraceElementProxy[] all = thrown.getStackTraceElementProxyArray();
    return Arrays.stream(all)
        .limit(Math.min(MAX_FRAMES, all.length - thrown.getCommonFrames()))
        .toList();
  }
}
