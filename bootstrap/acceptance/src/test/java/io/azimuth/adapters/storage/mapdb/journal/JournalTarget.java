package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.adapters.storage.mapdb.file.FileHeader;
import io.azimuth.adapters.storage.mapdb.file.RawFile;
import io.azimuth.adapters.storage.mapdb.file.StoreId;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Property;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Fuzzes the journal as it can be after a crash or on a bad disk. */
public final class JournalTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    ByteBuffer record = ByteBuffer.allocate(JournalRecord.HEADER_BYTES + 64);
    JournalRecord.seal(record, 1, 2, 3);
    return List.of(
        record.array(), JournalHeader.fresh(new StoreId(1, 2), 1 << 20).encode().array());
  }

  @Override
  public void accept(byte[] input) {
    try {
      Optional<JournalRecord> record = JournalRecord.read(new Bytes(input), 0, input.length);
      record.ifPresent(
          whole ->
              Property.holds(
                  whole.payload().limit() <= input.length, () -> "a record beyond the end"));
      if (input.length >= FileHeader.BYTES) {
        header(ByteBuffer.wrap(input, 0, FileHeader.BYTES).slice());
      }
      JournalFile.header(new Bytes(input));
    } catch (ServiceException newer) {
      Property.holds(newer.detail().contains("format"), newer::detail);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void header(ByteBuffer frame) {
    JournalHeader.decode(frame)
        .ifPresent(
            header ->
                Property.same(
                    JournalHeader.decode(header.encode()), Optional.of(header), "written"));
  }

  private static final class Bytes implements RawFile {

    private final byte[] content;

    Bytes(byte[] content) {
      this.content = content;
    }

    @Override
    public long length() {
      return content.length;
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      int room = into.remaining();
      if (position < 0 || position + room > content.length) {
        throw new EOFException("beyond the end");
      }
      into.put(content, (int) position, room);
    }

    private static AssertionError readsOnly() {
      return new AssertionError("whoever reads a journal changed it");
    }

    @Override
    public void write(ByteBuffer from, long position) {
      throw readsOnly();
    }

    @Override
    public void truncate(long length) {
      throw readsOnly();
    }

    @Override
    public void force(boolean metadata) {
      throw readsOnly();
    }

    @Override
    public void close() {}
  }
}
