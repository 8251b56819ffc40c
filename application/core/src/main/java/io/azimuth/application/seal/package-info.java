/** Initialisation, unsealing, sealing, and root tokens made with key shares. */
package io.azimuth.application.seal;
