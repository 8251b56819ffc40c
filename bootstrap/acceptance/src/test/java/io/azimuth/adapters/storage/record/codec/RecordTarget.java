package io.azimuth.adapters.storage.record.codec;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import io.azimuth.spi.engine.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Fuzzes records of every kind. The first byte selects the kind. */
public final class RecordTarget implements FuzzTarget {

  private static final Key KEY = Key.of("k");
  private static final List<RecordCodec<?>> CODECS =
      List.of(
          TokenCodec.INSTANCE,
          EntityCodec.INSTANCE,
          GroupCodec.INSTANCE,
          MountCodec.INSTANCE,
          PolicyCodec.INSTANCE,
          AuditDeviceCodec.INSTANCE,
          DataCodec.INSTANCE,
          RevokedPrefixCodec.INSTANCE,
          UsesCodec.INSTANCE,
          EntityLinkCodec.INSTANCE,
          EmptyCodec.INSTANCE,
          EpochCodec.INSTANCE);

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < CODECS.size(); i++) {
      seeds.add(Inputs.choosing(i, "{\"v\":1}".getBytes(StandardCharsets.UTF_8)));
    }
    seeds.add(of(TokenCodec.INSTANCE, RecordSeeds.token()));
    seeds.add(of(EntityCodec.INSTANCE, RecordSeeds.entity()));
    seeds.add(of(GroupCodec.INSTANCE, RecordSeeds.group()));
    seeds.add(of(MountCodec.INSTANCE, RecordSeeds.mount()));
    seeds.add(of(AuditDeviceCodec.INSTANCE, RecordSeeds.auditDevice()));
    seeds.add(of(DataCodec.INSTANCE, RecordSeeds.data()));
    seeds.add(of(EpochCodec.INSTANCE, RecordSeeds.epoch()));
    return seeds;
  }

  private static byte[] of(RecordCodec<?> codec, byte[] record) {
    return Inputs.choosing(CODECS.indexOf(codec), record);
  }

  @Override
  public void accept(byte[] input) {
    read(CODECS.get(Inputs.choice(input) % CODECS.size()), Inputs.rest(input));
  }

  private static <T> void read(RecordCodec<T> codec, byte[] json) {
    T thing;
    try {
      thing = RecordFormat.read(codec, KEY, json);
    } catch (ServiceException e) {
      Property.same(e.code(), ErrorCode.RECORD_UNREADABLE, "code");
      return;
    }
    // The bytes may differ, because the members of a map have no order.
    T again = RecordFormat.read(codec, KEY, RecordFormat.write(codec, thing));
    Property.same(again, thing, "what was written");
  }
}
