package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.adapters.storage.json.UnreadableException;
import io.azimuth.adapters.storage.json.ValueJson;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.Key;
import java.time.DateTimeException;

/** Stores records as JSON objects. The first member is the version of the form. */
public final class RecordFormat {

  private static final String VERSION_FIELD = "v";
  private static final int VERSION = 1;

  private RecordFormat() {}

  /** The JSON text of the record. */
  public static <T> byte[] write(RecordCodec<T> codec, T thing) {
    Value.Builder fields = Value.Obj.builder().put(VERSION_FIELD, VERSION);
    codec.encode(thing, fields);
    return ValueJson.write(fields.build());
  }

  /**
   * Reads the record.
   *
   * @throws ServiceException with {@code RECORD_UNREADABLE} when the bytes are no such record or a
   *     newer version wrote them
   */
  public static <T> T read(RecordCodec<T> codec, Key key, byte[] json) {
    try {
      StrictObject fields = new StrictObject(ValueJson.read(json));
      checkVersion(fields.number(VERSION_FIELD));
      T thing = codec.decode(fields);
      fields.end();
      return thing;
    } catch (UnreadableException e) {
      throw unreadable(key, e.sentence(), e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw unreadable(key, "its fields contradict each other", e);
    }
  }

  private static void checkVersion(long version) {
    if (version > VERSION) {
      throw new UnreadableException(
          "written by a newer version of this server (its form is "
              + version
              + ", known is "
              + VERSION
              + ")");
    }
    if (version < 1) {
      throw new UnreadableException("forms count from 1");
    }
  }

  private static ServiceException unreadable(Key key, String reason, RuntimeException cause) {
    return new ServiceException(
        ErrorCode.RECORD_UNREADABLE, "the record at " + key + ": " + reason, cause);
  }
}
