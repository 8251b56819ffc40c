package com.example.etcd;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads as of one revision of the whole store. The first answer says which revision that is; what
 * does not fit into one answer is read as of the same one.
 */
final class EtcdReads {

  /** Entries in one answer; each may have 1 MiB. */
  static final int PAGE = 64;

  /** Stands for the newest revision. */
  static final long NOW = 0;

  private static final byte[] EVERYTHING = {};

  private final Etcd etcd;

  EtcdReads(Etcd etcd) {
    this.etcd = etcd;
  }

  /** The newest revision. */
  long revision() {
    GetOption count = GetOption.builder().withCountOnly(true).build();
    return etcd.await(etcd.kv().get(etcd.keys.first(), count)).getHeader().getRevision();
  }

  /** The entries of the keys, in their order. */
  List<Optional<Entry>> get(List<Key> wanted, long at) {
    List<Optional<Entry>> found = new ArrayList<>(wanted.size());
    long revision = at;
    for (int i = 0; i < wanted.size(); i += PAGE) {
      GetOption asOf = GetOption.builder().withRevision(revision).build();
      List<Key> some = wanted.subList(i, Math.min(i + PAGE, wanted.size()));
      Op[] gets = some.stream().map(key -> Op.get(etcd.keys.of(key), asOf)).toArray(Op[]::new);
      var answer = etcd.await(etcd.kv().txn().Then(gets).commit());
      for (GetResponse one : answer.getGetResponses()) {
        found.add(one.getKvs().stream().findFirst().map(this::entry));
      }
      revision = revision == NOW ? answer.getHeader().getRevision() : revision;
    }
    return found;
  }

  List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("a limit is not negative");
    }
    Optional<Key> last = after.filter(key -> key.compareTo(prefix) >= 0);
    ByteSequence from = last.map(etcd.keys::after).orElse(etcd.keys.of(prefix));
    List<Entry> found = new ArrayList<>();
    long revision = NOW;
    for (boolean more = true; more && found.size() < limit; ) {
      GetResponse answer =
          page(from, prefix.bytes(), Math.min(limit - found.size(), PAGE), revision);
      answer.getKvs().forEach(one -> found.add(entry(one)));
      more = answer.isMore();
      from = more ? etcd.keys.after(found.get(found.size() - 1).key()) : from;
      revision = revision == NOW ? answer.getHeader().getRevision() : revision;
    }
    return found;
  }

  /** Some entries after that key, or the first ones, as of the revision. */
  List<Entry> page(Optional<Key> after, long revision) {
    ByteSequence from = after.map(etcd.keys::after).orElse(etcd.keys.first());
    GetResponse answer = page(from, EVERYTHING, PAGE, revision);
    return answer.getKvs().stream().map(this::entry).toList();
  }

  private GetResponse page(ByteSequence from, byte[] prefix, int limit, long revision) {
    GetOption option =
        GetOption.builder()
            .withRange(etcd.keys.behind(prefix))
            .withLimit(limit)
            .withRevision(revision)
            .build();
    return etcd.await(etcd.kv().get(from, option));
  }

  private Entry entry(KeyValue found) {
    Key key = etcd.keys.entry(found.getKey());
    return new Entry(key, found.getValue().getBytes(), found.getModRevision());
  }
}
