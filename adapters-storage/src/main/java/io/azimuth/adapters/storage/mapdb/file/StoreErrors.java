package io.azimuth.adapters.storage.mapdb.file;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Makes the errors of a store that cannot serve. */
public final class StoreErrors {

  private StoreErrors() {}

  /** The store cannot be used, for the reason that the log then shows. */
  public static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.STORE_UNUSABLE, detail);
  }

  /** The store is damaged. Only a backup helps, because a store is never repaired silently. */
  public static ServiceException damaged(String detail, Throwable cause) {
    return new ServiceException(
        ErrorCode.STORE_UNUSABLE, detail + "; restore the directory from a backup", cause);
  }

  /**
   * The disk failed while the store was opened. A full disk has its own code, because a later
   * attempt may succeed.
   */
  public static ServiceException opening(String directory, Throwable cause) {
    ErrorCode code = isNoSpace(cause) ? ErrorCode.STORE_FULL : ErrorCode.STORE_UNUSABLE;
    return new ServiceException(
        code, "the store in " + directory + " cannot be opened" + why(cause), cause);
  }

  /** The message of the operating system, where it helps. */
  private static String why(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof AccessDeniedException denied) {
        return ": permission denied for " + denied.getFile();
      }
      if (t instanceof NoSuchFileException missing) {
        return ": " + missing.getFile() + " cannot be created or is missing";
      }
      if (t instanceof FileAlreadyExistsException other) {
        return ": " + other.getFile() + " is no directory";
      }
      if (t instanceof IOException
          && t.getMessage() != null
          && !(t.getCause() instanceof IOException)) {
        return ": " + t.getMessage();
      }
    }
    return "";
  }

  /** The JDK has no exception for a full disk, so the message of the operating system decides. */
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
