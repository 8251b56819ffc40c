package io.azimuth.adapters.storage.audit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/**
 * Describes in our own words why a file cannot be used. The message of an exception may name other
 * paths, so it is not shown.
 */
final class FileErrorText {

  /** Our words for the operating system's reasons, which are recognised by a part of their text. */
  private static final Map<String, String> WORDS =
      Map.of(
          "No space left", "the disk is full",
          "quota", "the quota of the disk is used up",
          "Read-only", "its file system is read-only",
          "name too long", "its name is too long",
          "Is a directory", "it is a directory",
          "Not a directory", "its path leads through something that is no directory",
          "Operation not permitted", "the server does not own it",
          "Too many open files", "the server has too many files open");

  private FileErrorText() {}

  /** A colon and the reason, or nothing when the reason is unknown. */
  static String suffix(IOException trouble) {
    String reason = reason(trouble);
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private static String reason(IOException trouble) {
    if (trouble instanceof AccessDeniedException) {
      return "the server has no right to";
    }
    if (trouble instanceof NoSuchFileException) {
      return "its directory does not exist";
    }
    if (trouble instanceof FileAlreadyExistsException || trouble instanceof NotDirectoryException) {
      return "something else is in its place";
    }
    String said =
        trouble instanceof FileSystemException named ? named.getReason() : trouble.getMessage();
    String text = said == null ? "" : said;
    return WORDS.entrySet().stream()
        .filter(entry -> text.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
