package io.azimuth.adapters.azure.pipeline;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Azure's word for an error, if it is one: an answer can hold anything there. */
public final class SafeErrorCode {

  /** There is none. */
  public static final String NONE = "unknown";

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private SafeErrorCode() {}

  public static String of(@Nullable String text) {
    return text != null && SHAPE.matcher(text).matches() ? text : NONE;
  }
}
