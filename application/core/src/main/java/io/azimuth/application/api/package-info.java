/**
 * Requests and answers without HTTP: what an adapter passes in, and what a backend declares and
 * returns.
 */
package io.azimuth.application.api;
