package io.azimuth.azure.grace;

import io.azimuth.domain.azure.grace.MachineProof;
import io.azimuth.domain.mount.MountHash;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.storage.MountHashes;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountSweep;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The proofs that a mount keeps for an outage, each under the keyed hash of its machine: at most
 * one for each machine and day, of which two days are kept. Safe for use by many threads.
 */
public final class MachineProofs {

  /** How many are forgotten at once; a batch takes 1,000 records. */
  static final int AT_ONCE = 500;

  private static final String FOLDER = "machine-proof/";
  private static final String SCOPE = "machine-proof";
  private static final String KEY = "machine-proof-key";

  private final MountHashes hashes;

  public MachineProofs(SecretGenerator secrets) {
    this.hashes = new MountHashes(KEY, secrets::bytes);
  }

  /** Prepares the mount for a configuration with a grace; for the write of that. */
  public void prepare(MountTransaction work) {
    hashes.findOrMake(work);
  }

  /** The latest proof of the machine; empty when none is kept. */
  public Optional<MachineProof> find(MountTransaction work, ProvedMachine machine, Instant now) {
    return hash(work, machine).stream()
        .flatMap(hash -> ProofRecordName.around(now, hash).stream())
        .flatMap(recordName -> work.storage().get(path(recordName)).stream())
        .flatMap(stored -> ProofCodec.decode(stored).stream())
        .filter(proof -> proof.facts().id().equals(machine.resource()))
        .max(Comparator.comparing(MachineProof::at));
  }

  /**
   * The proof as it is to be kept; empty when the kept one need not give way to it yet, and on a
   * mount that was not prepared.
   */
  public Optional<ProofToKeep> toKeep(
      MountTransaction work, ProvedMachine machine, MachineProof newer, Duration grace) {
    return hash(work, machine)
        .filter(
            hash ->
                find(work, machine, newer.at())
                    .filter(kept -> !kept.givesWayTo(newer, grace))
                    .isEmpty())
        .map(hash -> new ProofToKeep(ProofRecordName.at(newer.at(), hash), newer));
  }

  /** Stages a proof. */
  public static void add(MountStorage storage, ProofToKeep kept) {
    storage.put(path(kept.recordName()), ProofCodec.encode(kept.proof()));
  }

  /** Stages the end of all proofs of the machine. */
  public void forget(MountTransaction work, ProvedMachine machine, Instant now) {
    hash(work, machine).stream()
        .flatMap(hash -> ProofRecordName.around(now, hash).stream())
        .forEach(recordName -> work.storage().delete(path(recordName)));
  }

  /** Forgets the proofs that no grace reaches any more. */
  public static MountSweep sweep(MountStore store) {
    return new MountSweep(store, AT_ONCE, MachineProofs::forgetSome);
  }

  private static int forgetSome(MountStorage storage, Instant now) {
    List<ProofRecordName> over =
        first(storage, AT_ONCE).stream().filter(recordName -> recordName.isOver(now)).toList();
    over.forEach(recordName -> storage.delete(path(recordName)));
    return over.size();
  }

  /** At most that many places, the oldest first. */
  static List<ProofRecordName> first(MountStorage storage, int limit) {
    return storage.folder(FOLDER, Optional.empty(), limit).stream()
        .map(ProofRecordName::new)
        .toList();
  }

  private Optional<String> hash(MountTransaction work, ProvedMachine machine) {
    Optional<MountHash> hash = hashes.find(work);
    return hash.map(it -> it.of(SCOPE, machine.canonical()));
  }

  private static String path(ProofRecordName recordName) {
    return FOLDER + recordName.name();
  }
}
