/**
 * Requests and answers in the API's own terms, without HTTP: what an adapter hands in, what a
 * backend declares and returns.
 */
package io.azimuth.application.api;
