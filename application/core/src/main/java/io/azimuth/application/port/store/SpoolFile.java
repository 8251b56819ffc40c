package io.azimuth.application.port.store;

import io.azimuth.spi.api.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A temporary file that is written first and then read, by one thread at a time. */
public interface SpoolFile extends Content {

  /** Appends to the file. */
  OutputStream output();

  /** All bytes from the first one on. Closing the stream leaves the file open. */
  InputStream input() throws IOException;

  /**
   * Checks that another write leaves some space on the disk, such as for a store beside the file.
   *
   * @throws IOException when it would not
   */
  void requireSpace() throws IOException;

  @Override
  default String mediaType() {
    return "application/octet-stream";
  }
}
