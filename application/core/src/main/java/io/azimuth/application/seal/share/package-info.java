/** Key shares: how a key is split, handed out, collected and checked. */
package io.azimuth.application.seal.share;
