package io.azimuth.application.snapshot;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.time.Instant;
import java.util.Objects;

/**
 * The header of a snapshot.
 *
 * @param storeFormat the format of the keys and records inside
 * @param created the moment whose state it holds, to the millisecond
 * @param version of the server that took it
 * @param engine the type of the store it was taken from
 * @param sealType how the root key of the store is kept
 * @param sealKeyId the id of the wrapping key, empty when it is split into key shares
 */
public record SnapshotHeader(
    int storeFormat,
    Instant created,
    String version,
    String engine,
    String sealType,
    String sealKeyId) {

  /** The format of keys and records that this server writes, and the newest that it reads. */
  public static final int STORE_FORMAT = 1;

  private static final int MOST_CHARACTERS = 256;

  public SnapshotHeader {
    if (storeFormat < 1) {
      throw new IllegalArgumentException("forms of the store count from 1");
    }
    created = Instant.ofEpochMilli(created.toEpochMilli());
    requireShort(version, "version");
    requireShort(engine, "engine");
    requireShort(sealType, "sealType");
    requireShort(sealKeyId, "sealKeyId");
  }

  private static void requireShort(String text, String name) {
    if (Objects.requireNonNull(text, name).length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(name + " has at most 256 characters");
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(storeFormat);
    out.writeLong(created.toEpochMilli());
    out.writeUTF(version);
    out.writeUTF(engine);
    out.writeUTF(sealType);
    out.writeUTF(sealKeyId);
  }

  static SnapshotHeader read(DataInput in) throws IOException {
    int storeFormat = in.readInt();
    if (storeFormat > STORE_FORMAT) {
      throw new SnapshotRefusedException(
          "a newer version of azimuth took the snapshot: the form of its store is "
              + storeFormat
              + ", this version reads up to "
              + STORE_FORMAT);
    }
    try {
      return new SnapshotHeader(
          storeFormat,
          Instant.ofEpochMilli(in.readLong()),
          in.readUTF(),
          in.readUTF(),
          in.readUTF(),
          in.readUTF());
    } catch (IllegalArgumentException | UTFDataFormatException e) {
      throw new SnapshotRefusedException("the snapshot is damaged: its header cannot be read");
    }
  }
}
