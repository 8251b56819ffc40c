package io.azimuth.adapters.azure.simulator.credential;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** Writes signing requests as Microsoft's libraries do, right but for what a test changes. */
public final class SigningRequestWriter {

  private final PublicKey key;
  private PrivateKey signer;
  private String subject;
  private String computeUnit;
  private boolean pss = true;

  /** A request for the key, of the machine that has this VM id. */
  public SigningRequestWriter(
      PublicKey key, PrivateKey signer, String clientId, String tenantId, String vmId) {
    this.key = key;
    this.signer = signer;
    this.subject = "CN=" + clientId + ",DC=" + tenantId;
    this.computeUnit = "{\"vmId\":\"" + vmId + "\",\"vmssId\":null}";
  }

  public SigningRequestWriter signedBy(PrivateKey other) {
    signer = other;
    return this;
  }

  public SigningRequestWriter subject(String other) {
    subject = other;
    return this;
  }

  public SigningRequestWriter computeUnit(String other) {
    computeUnit = other;
    return this;
  }

  public SigningRequestWriter withPkcs1() {
    pss = false;
    return this;
  }

  /** PKCS #10 in base64. */
  public String write() throws Exception {
    PKCS10CertificationRequestBuilder builder =
        new PKCS10CertificationRequestBuilder(
            new X500Name(subject), SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    builder.addAttribute(
        new ASN1ObjectIdentifier(SigningRequest.COMPUTE_UNIT), new DERUTF8String(computeUnit));
    return Base64.getEncoder().encodeToString(builder.build(new Signer()).getEncoded());
  }

  private final class Signer implements ContentSigner {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      AlgorithmIdentifier sha256 =
          new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
      return pss
          ? new AlgorithmIdentifier(
              PKCSObjectIdentifiers.id_RSASSA_PSS,
              new RSASSAPSSparams(
                  sha256,
                  new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
                  new ASN1Integer(32),
                  new ASN1Integer(1)))
          : new AlgorithmIdentifier(
              PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
    }

    @Override
    public OutputStream getOutputStream() {
      return content;
    }

    @Override
    public byte[] getSignature() {
      try {
        Signature signature = Signature.getInstance(pss ? "RSASSA-PSS" : "SHA256withRSA");
        if (pss) {
          signature.setParameter(
              new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign(signer);
        signature.update(content.toByteArray());
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
