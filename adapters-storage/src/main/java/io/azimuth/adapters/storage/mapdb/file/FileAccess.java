package io.azimuth.adapters.storage.mapdb.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens the two files of the store. Tests replace it to make files fail, to fill the disk, or to
 * record what happens.
 */
public interface FileAccess {

  /** The files of the file system. */
  FileAccess REAL =
      new FileAccess() {
        @Override
        public RawFile journal(Path file) throws IOException {
          return ChannelFile.open(file);
        }

        @Override
        public BaseFile base(Path file) throws IOException {
          return MappedBase.open(file);
        }
      };

  RawFile journal(Path file) throws IOException;

  BaseFile base(Path file) throws IOException;

  /** The bytes that files in the directory can still take. */
  default long usableSpace(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }
}
