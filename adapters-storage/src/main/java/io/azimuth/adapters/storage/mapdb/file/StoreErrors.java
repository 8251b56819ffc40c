package io.azimuth.adapters.storage.mapdb.file;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.io.IOException;
import java.util.Locale;

/** Why the store does not serve. */
public final class StoreErrors {

  private StoreErrors() {}

  public static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.STORE_UNUSABLE, detail);
  }

  /** Nothing but a backup helps: a store is never mended in silence. */
  public static ServiceException damaged(String detail, Throwable cause) {
    return new ServiceException(
        ErrorCode.STORE_UNUSABLE, detail + "; restore the directory from a backup", cause);
  }

  /** Opening failed at the disk: a full one is named as such, trying again later may help. */
  public static ServiceException opening(String directory, Throwable cause) {
    ErrorCode code = isNoSpace(cause) ? ErrorCode.STORE_FULL : ErrorCode.STORE_UNUSABLE;
    return new ServiceException(code, "the store in " + directory + " cannot be opened", cause);
  }

  /** The JDK has no type for it: only the operating system's words tell. */
  private static boolean isNoSpace(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      String message = t instanceof IOException ? t.getMessage() : null;
      if (message != null && isNoSpace(message.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNoSpace(String message) {
    return message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota exceeded");
  }
}
