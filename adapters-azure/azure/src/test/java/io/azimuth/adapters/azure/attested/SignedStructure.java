package io.azimuth.adapters.azure.attested;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/** A PKCS #7 structure as Azure makes it, of which a test changes one thing. */
final class SignedStructure {

  private final SigningChain chain;
  private final X509Certificate own;
  private final byte[] signed;
  private byte[] content;
  private boolean detached;
  private ASN1ObjectIdentifier contentType = CMSObjectIdentifiers.data;
  private ASN1ObjectIdentifier hash = PKCSObjectIdentifiers.sha256WithRSAEncryption;
  private ASN1ObjectIdentifier algorithm = PKCSObjectIdentifiers.rsaEncryption;
  private String signature = "SHA256withRSA";
  private int signers = 1;
  private List<X509Certificate> certificates = new ArrayList<>();

  SignedStructure(SigningChain chain, String content) {
    this.chain = chain;
    this.content = content.getBytes(StandardCharsets.UTF_8);
    this.signed = this.content;
    this.own = chain.signer();
    certificates.add(own);
    certificates.add(chain.between());
  }

  SignedStructure content(String other) {
    content = other.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  SignedStructure detached() {
    detached = true;
    return this;
  }

  SignedStructure contentType(ASN1ObjectIdentifier type) {
    contentType = type;
    return this;
  }

  SignedStructure algorithms(ASN1ObjectIdentifier digest, ASN1ObjectIdentifier key, String name) {
    hash = digest;
    algorithm = key;
    signature = name;
    return this;
  }

  SignedStructure signers(int number) {
    signers = number;
    return this;
  }

  SignedStructure withoutBetween() {
    certificates = new ArrayList<>(certificates.subList(0, 1));
    return this;
  }

  SignedStructure withoutSigner() {
    certificates = new ArrayList<>(certificates.subList(1, 2));
    return this;
  }

  SignedStructure with(X509Certificate... more) {
    certificates.addAll(List.of(more));
    return this;
  }

  byte[] der() {
    try {
      ASN1EncodableVector infos = new ASN1EncodableVector();
      for (int i = 0; i < signers; i++) {
        infos.add(info());
      }
      ASN1EncodableVector all = new ASN1EncodableVector();
      for (X509Certificate one : certificates) {
        all.add(Certificate.getInstance(one.getEncoded()));
      }
      SignedData data =
          new SignedData(
              new DERSet(identifier(hash)),
              new ContentInfo(contentType, detached ? null : new DEROctetString(content)),
              new DERSet(all),
              null,
              new DERSet(infos));
      return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded(ASN1Encoding.DER);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SignerInfo info() throws GeneralSecurityException {
    Signature maker = Signature.getInstance(signature);
    maker.initSign(chain.keys().getPrivate());
    maker.update(signed);
    return new SignerInfo(
        new SignerIdentifier(new IssuerAndSerialNumber(Certificate.getInstance(own.getEncoded()))),
        identifier(hash),
        (DERSet) null,
        identifier(algorithm),
        new DEROctetString(maker.sign()),
        (DERSet) null);
  }

  private static AlgorithmIdentifier identifier(ASN1ObjectIdentifier id) {
    return new AlgorithmIdentifier(id, DERNull.INSTANCE);
  }
}
