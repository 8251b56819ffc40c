package io.azimuth.adapters.storage.mapdb.file;

import java.io.IOException;
import java.nio.file.Path;

/** How the store reaches its two files; tests put failing and remembering ones in their place. */
public interface FileAccess {

  /** The real ones. */
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
}
